"""A network that takes its time: what is sent to a server of this machine arrives later."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_BLOCK_BYTES = 1 << 16


@contextmanager
def delayed(port: int, delay_s: float) -> Iterator[int]:
    """A port of this machine that leads to another one, with this delay in both directions.

    The first request is made to name the other port, as a network does not change it.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="slow network", daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(_serve(port, delay_s), loop).result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _serve(port: int, delay_s: float) -> asyncio.Server:
    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        own = writer.get_extra_info("sockname")[1]
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
        names = (f":{own}".encode(), f":{port}".encode())
        with suppress(asyncio.CancelledError):
            await asyncio.gather(
                _carry(reader, there_writer, delay_s, names),
                _carry(there_reader, writer, delay_s, None),
            )

    return await asyncio.start_server(pass_on, "127.0.0.1", 0)


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _carry(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    delay_s: float,
    names: tuple[bytes, bytes] | None,
) -> None:
    loop = asyncio.get_running_loop()
    with suppress(OSError):
        while block := await reader.read(_BLOCK_BYTES):
            if names:
                block, names = block.replace(*names), None
            loop.call_later(delay_s, writer.write, block)
    loop.call_later(delay_s, writer.close)
