"""What can be told of the image, of compose and of Kubernetes without an engine to run them."""

import re
import sys
import tomllib
from fnmatch import fnmatch
from typing import Any

import pytest
import yaml

from tests.deploy.image import DEPLOY, ROOT, copied, environment, instructions, last_stage

NGINX = DEPLOY / "nginx"


def resources() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8")))


def one(kind: str, name: str) -> Any:
    return next(each for each in resources() if each["kind"] == kind and each["metadata"]["name"] == name)


def compose() -> Any:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def test_everything_that_is_copied_into_the_image_is_there_and_let_through() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    let_through = [line[1:] for line in lines if line.startswith("!")]
    assert copied()
    for source, _ in copied():
        found = ROOT / source
        assert found.exists(), source
        inside = [source] if found.is_file() else [path for path in let_through if path.split("/")[0] == source]
        assert any(path in let_through for path in inside), source


def test_nothing_is_let_into_the_image_that_it_does_not_copy() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith(("#", "!"))] == ["*", "**/__pycache__", "**/*.egg-info"]
    sources = [source for source, _ in copied()]
    for line in lines:
        if line.startswith("!"):
            assert any(fnmatch(line[1:], source) or line[1:].startswith(f"{source}/") for source in sources), line


def test_the_image_runs_as_nobody_in_particular_the_command_of_make_serve() -> None:
    last = dict(last_stage())
    assert last["USER"] == "10001:10001"
    assert last["EXPOSE"] == environment()["STREAMLIT_SERVER_PORT"] == "8501"
    assert yaml.safe_load(last["CMD"]) == ["python", "-m", "mri_ui.web.serve"]
    served = re.search(r"^serve:.*\n\t(.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert served
    assert served[1] == "$(BIN)/python -m mri_ui.web.serve"
    assert last["HEALTHCHECK"].endswith('CMD ["python", "healthy.py"]')


def test_the_image_takes_the_versions_of_this_repository_and_leaves_no_installer() -> None:
    bases = {rest.split()[0] for word, rest in instructions() if word == "FROM"}
    assert len(bases) == 1
    version = re.fullmatch(r"python:(3\.\d+)\.\d+-slim-bookworm", bases.pop())
    assert version
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert wanted == f">={version[1]}"
    assert version[1] == f"{sys.version_info.major}.{sys.version_info.minor}"
    commands = [rest for word, rest in instructions() if word == "RUN"]
    installed = [step for step in commands[0].split("&&") if "$INSTALL" in step]
    assert [step.split()[1:] for step in installed] == [
        ["--require-hashes", "--requirement", "requirements-build.txt"],
        ["--require-hashes", "--requirement", "requirements.txt"],
        ["--no-index", "--editable", "."],
    ]
    assert "pip uninstall --yes pip setuptools wheel" in commands[-1]


def test_every_container_is_without_rights_and_cannot_write() -> None:
    for name, service in compose()["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert not service["user"].startswith("0")
        assert [mount for mount in service["volumes"] if not mount.endswith(":ro")] == []
    for workload in (one("StatefulSet", "dashboard"), one("Deployment", "record-nginx")):
        pod = workload["spec"]["template"]["spec"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        container = pod["containers"][0]
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert set(container["resources"]) == {"requests", "limits"}
        assert {"readinessProbe", "livenessProbe"} <= set(container)
        assert workload["spec"]["replicas"] >= 2
        assert one("PodDisruptionBudget", workload["metadata"]["name"])["spec"]["maxUnavailable"] == 1


def test_what_is_mounted_and_named_in_compose_is_there() -> None:
    services = compose()["services"]
    for service in services.values():
        for mount in service["volumes"]:
            assert (DEPLOY / mount.split(":")[0]).exists(), mount
    assert services["nginx"]["depends_on"].keys() == services.keys() - {"nginx"}
    for service in (services["dashboard-1"], services["dashboard-2"]):
        assert service["build"]["dockerfile"] == "deploy/Dockerfile"


def test_kubernetes_asks_with_a_name_that_is_always_allowed() -> None:
    container = one("StatefulSet", "dashboard")["spec"]["template"]["spec"]["containers"][0]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        asked = container[probe]["httpGet"]
        assert asked == {"path": "/healthz", "port": "http", "httpHeaders": [{"name": "Host", "value": "localhost"}]}


def test_kubernetes_gives_nginx_every_tested_file_but_for_the_addresses() -> None:
    generator = yaml.safe_load((DEPLOY / "kustomization.yaml").read_text("utf-8"))["configMapGenerator"][0]
    given = dict(
        reversed(line.split("=")) if "=" in line else (line, line.split("/")[-1]) for line in generator["files"]
    )
    shipped = {path.relative_to(DEPLOY).as_posix(): path.name for path in NGINX.rglob("*.conf")}
    del shipped["nginx/record/upstreams.conf"]
    assert given == {**shipped, "kubernetes-upstreams.conf": "upstreams.conf"}
    pod = one("Deployment", "record-nginx")["spec"]["template"]["spec"]
    items = {item["key"]: item["path"] for item in pod["volumes"][1]["configMap"]["items"]}
    assert items == {path.name: path.relative_to(NGINX).as_posix() for path in NGINX.rglob("*.conf")}


def test_who_may_ask_whom_is_said_of_every_pod() -> None:
    for name in ("dashboard", "record-nginx"):
        policy = one("NetworkPolicy", name)["spec"]
        assert policy["podSelector"]["matchLabels"] == {"app": name}
        assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert one("NetworkPolicy", "dashboard")["spec"]["egress"] == []
    asked = [rule["to"] for rule in one("NetworkPolicy", "record-nginx")["spec"]["egress"]]
    assert asked[0] == [{"podSelector": {"matchLabels": {"app": "dashboard"}}}]


def test_nginx_may_open_two_descriptors_for_each_connection() -> None:
    text = (NGINX / "nginx.conf").read_text("utf-8")
    (descriptors,) = re.findall(r"^worker_rlimit_nofile (\d+);", text, re.MULTILINE)
    (connections,) = re.findall(r"worker_connections (\d+);", text)
    assert int(descriptors) >= 2 * int(connections)


def test_no_answer_of_nginx_forgets_that_the_address_is_for_tls() -> None:
    """Where a location adds a header, nginx leaves out those of the server."""
    text = (NGINX / "record" / "server.conf").read_text("utf-8")
    blocks = [block.split("\n}")[0] for block in text.split("\nlocation ")]
    assert any("add_header" in block for block in blocks)
    for block in blocks:
        assert ("add_header" in block) == ("Strict-Transport-Security $encrypted_from_now_on always" in block), block


@pytest.mark.parametrize("name", ["compose-upstreams.conf", "kubernetes-upstreams.conf"])
def test_upstreams_elsewhere_differ_in_their_addresses_only(name: str) -> None:
    def lines(text: str) -> list[str]:
        told = [line for line in text.splitlines() if not line.strip().startswith("#")]
        return [re.sub(r"server \S+:\d+", "server HERE", line) for line in told]

    tested = (NGINX / "record" / "upstreams.conf").read_text("utf-8")
    assert lines((DEPLOY / name).read_text("utf-8")) == lines(tested)


def test_every_replica_has_the_address_that_nginx_asks() -> None:
    def asked(name: str) -> set[str]:
        dashboards = (DEPLOY / name).read_text("utf-8").split("upstream sign_in")[0]
        return set(re.findall(r"server (\S+):8501", dashboards))

    networks = [service["networks"] for service in compose()["services"].values() if "build" in service]
    assert {network["inside"]["ipv4_address"] for network in networks} == asked("compose-upstreams.conf")
    pods = {
        each["metadata"]["name"]: each["spec"]["selector"]["statefulset.kubernetes.io/pod-name"]
        for each in resources()
        if each["kind"] == "Service" and "statefulset.kubernetes.io/pod-name" in each["spec"]["selector"]
    }
    assert pods == {name: name for name in asked("kubernetes-upstreams.conf")}
    assert len(pods) == one("StatefulSet", "dashboard")["spec"]["replicas"]
