"""A bad link between a program and a server on this machine: delay, rate and loss, both ways.

    from shaping import LinkShape, open_link

    with open_link(LinkShape(delay=0.3, rate=64_000, loss=0.02)) as link:
        host, port = link.reach(8077)          # where the near end finds 127.0.0.1:8077 of this host
        link.run(["curl", f"http://{host}:{port}/"], check=True)
        print(link.kind, link.traffic())

As root (Linux) the near end is a network namespace of its own whose packets a process carries over
/dev/net/tun: TCP itself meets delay, rate and loss (`tunnel.TunnelLink`). Elsewhere a TCP proxy
holds the bytes back (`proxy.ProxyLink`); `kind` says which. The server stays where it is.
"""

from .line import LinkShape, Traffic
from .opening import open_link

__all__ = ["LinkShape", "Traffic", "open_link"]
