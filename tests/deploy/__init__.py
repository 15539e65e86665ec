"""The dashboard on many machines: nginx before several replicas, all on loopback."""
