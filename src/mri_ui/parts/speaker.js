// The speaker's window: the same page with `presenter=1`. It stays in step with the stage and has a timer and a clock.

// Windows of one browser with the same view: the stage follows the speaker's window, and that follows the stage.
class Pair {
  constructor(stage, version) {
    this.stage = stage;
    this.channel = new BroadcastChannel(savedKey(version));
    this.channel.onmessage = ({ data }) => this.receive(data);
    if (stage.presenter) this.channel.postMessage({ from: "speaker" });
    else this.send();
  }

  send() {
    const { at, step, black, presenter } = this.stage;
    this.channel.postMessage({ from: presenter ? "speaker" : "stage", state: { at, step, black } });
  }

  // A message without a state asks for that of the stage.
  receive({ from, state }) {
    if ((from === "speaker") === this.stage.presenter) return;
    if (state) this.stage.follow(state);
    else this.send();
  }

  close() {
    this.channel.close();
  }
}

const minutes = (milliseconds) => {
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[0] ? parts : parts.slice(1)).map((part, at) => (at ? String(part).padStart(2, "0") : part)).join(":");
};

class Desk {
  constructor(deck, words) {
    Object.assign(this, { deck, words, since: null, before: 0 });
    this.clock = setInterval(() => this.tick(), 500);
    this.tick();
  }

  find(name) {
    return this.deck.querySelector(name);
  }

  tick() {
    const time = new Date().toLocaleTimeString(this.words.locale, { hour: "2-digit", minute: "2-digit" });
    if (this.find(".mri-clock").textContent !== time) this.find(".mri-clock").textContent = time;
    this.find(".mri-timer").textContent = minutes(this.before + (this.since === null ? 0 : Date.now() - this.since));
  }

  start() {
    if (this.since === null) this.since = Date.now();
    else {
      this.before += Date.now() - this.since;
      this.since = null;
    }
    this.find("[data-do=start]").textContent = this.since === null ? this.words.start : this.words.pause;
    this.tick();
  }

  // A timer that runs goes on from nought.
  reset() {
    this.before = 0;
    if (this.since !== null) this.since = Date.now();
    this.tick();
  }

  show({ slides, at, step, black }) {
    const caption = slides[at].querySelectorAll(".mri-steps li")[step];
    const following = slides[at].querySelectorAll(".mri-steps li")[step + 1] ?? (caption ? slides[at] : slides[at + 1]);
    const title = following?.matches?.("li") ? following.textContent : following?.querySelector("h1").textContent;
    this.find(".mri-then").textContent = title ? this.words.then.replace("{title}", () => title) : this.words.last;
    this.find(".mri-black-note").textContent = black ? this.words.black : "";
    slides.forEach((slide, number) => slide.classList.toggle("mri-upcoming", number === at + 1));
  }
}

function openSpeaker() {
  const address = new URL(location.href);
  address.searchParams.set("presenter", "1");
  address.searchParams.delete("notes");
  window.open(address, "mri-speaker", "popup,width=1200,height=760");
}

