"""Chooses how a link is made on this machine."""

import sys

from .proxy import ProxyLink
from .tunnel import TunnelLink, TunnelUnavailable


def open_link(shape, way=None):
    """A link of this shape; `way` is "tunnel" or "proxy", or nothing for the best there is."""
    if way != "proxy":
        try:
            return TunnelLink(shape)
        except TunnelUnavailable as reason:
            if way == "tunnel":
                raise
            print("No tunnel (%s): a TCP proxy shapes the link." % reason, file=sys.stderr)
    return ProxyLink(shape)
