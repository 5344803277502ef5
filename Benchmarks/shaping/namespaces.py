"""Network namespaces and tun devices by system calls alone, so that no iproute2 is needed."""

import contextlib
import ctypes
import fcntl
import os
import socket
import struct

CLONE_NEWNET = 0x40000000
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
SIOCGIFFLAGS, SIOCSIFFLAGS, SIOCSIFADDR, SIOCSIFNETMASK = 0x8913, 0x8914, 0x8916, 0x891C
IFF_UP = 0x1

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, "%s: %s" % (what, os.strerror(number)))


def current():
    """The namespace of this thread, as a file descriptor."""
    return os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


def enter(namespace):
    """Moves this thread into a namespace."""
    _checked(_libc.setns(namespace, CLONE_NEWNET), "setns")


@contextlib.contextmanager
def inside(namespace):
    """Moves this thread into a namespace for a while; sockets made there belong to it for good."""
    home = current()
    enter(namespace)
    try:
        yield
    finally:
        enter(home)
        os.close(home)


def make():
    """A new, empty namespace, as a file descriptor that keeps it alive."""
    home = current()
    try:
        _checked(_libc.unshare(CLONE_NEWNET), "unshare")
        made = current()
    finally:
        enter(home)
        os.close(home)
    return made


def _request(name, tail):
    return struct.pack("16s", name.encode()) + tail.ljust(24, b"\0")


def raise_interface(name, address=None, netmask=None):
    """Gives an interface of the current namespace its address, and switches it on."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        for code, value in ((SIOCSIFADDR, address), (SIOCSIFNETMASK, netmask)):
            if value is not None:
                sockaddr = struct.pack("HH4s", socket.AF_INET, 0, socket.inet_aton(value))
                fcntl.ioctl(control, code, _request(name, sockaddr))
        answer = fcntl.ioctl(control, SIOCGIFFLAGS, _request(name, b""))
        flags = struct.unpack_from("H", answer, 16)[0]
        fcntl.ioctl(control, SIOCSIFFLAGS, _request(name, struct.pack("H", flags | IFF_UP)))


def open_tun(name, address, netmask):
    """A tun device in the current namespace: each read is a packet sent there, each write one received."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        fcntl.ioctl(device, TUNSETIFF, _request(name, struct.pack("H", IFF_TUN | IFF_NO_PI)))
        raise_interface(name, address, netmask)
    except OSError:
        os.close(device)
        raise
    return device
