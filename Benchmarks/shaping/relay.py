"""The far end's door to a server of this host: accepts there, connects here, copies both ways."""

import asyncio
import contextlib
import socket

CHUNK = 64 * 1024


def serve_relay(listener, port):
    """Serves until the process is ended."""
    asyncio.run(_serve(listener, port))


async def _serve(listener, port):
    async def accepted(reader, writer):
        try:
            other_reader, other_writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            writer.transport.abort()
            return
        for end in (writer, other_writer):
            end.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.gather(copy(reader, other_writer), copy(other_reader, writer))
        for end in (writer, other_writer):
            end.close()

    server = await asyncio.start_server(accepted, sock=listener)
    await server.serve_forever()


async def copy(reader, writer):
    """Bytes, their end, and a broken connection as such."""
    try:
        while piece := await reader.read(CHUNK):
            writer.write(piece)
            await writer.drain()
        with contextlib.suppress(OSError):
            writer.write_eof()
    except OSError:
        writer.transport.abort()
