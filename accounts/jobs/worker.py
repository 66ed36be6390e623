"""The process that takes jobs from the queue; it outlives its database, and takes up what a dead worker left."""

import asyncio
import contextlib
import logging
import signal
from dataclasses import dataclass

from django.db import OperationalError, connection
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

logger = logging.getLogger(__name__)

STALLED_SECONDS = 30.0
BEATS_IN_A_SILENCE = 3
AGAIN_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Worker:
    """Carries out `jobs` at once; a worker that has been silent for `stalled_after` seconds is taken to be dead."""

    jobs: int
    stalled_after: float = STALLED_SECONDS
    once: bool = False

    def work(self) -> None:
        """Work until SIGTERM or Ctrl-C, which let jobs under way come to their end; with `once`, until none is due."""
        connector = app.connector
        assert isinstance(connector, DjangoConnector)  # noqa: S101 - for the type checker; the package makes no other
        with app.replace_connector(connector.get_worker_connector()) as queue:
            asyncio.run(self._until_stopped(queue))

    async def _until_stopped(self, queue: App) -> None:
        me = asyncio.current_task()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, me.cancel if me else lambda: None)
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                await self._while_the_database_answers(queue)
                if self.once:
                    return
                logger.warning("The worker lost the database and tries again in %s seconds.", AGAIN_SECONDS)
                await asyncio.sleep(AGAIN_SECONDS)
                with contextlib.suppress(OperationalError):
                    await asyncio.to_thread(_wake_the_database)

    async def _while_the_database_answers(self, queue: App) -> None:
        with contextlib.suppress(ConnectorException):
            async with queue.open_async():
                rescuer = asyncio.create_task(self._rescue(queue))
                try:
                    await queue.run_worker_async(
                        concurrency=self.jobs, wait=not self.once, install_signal_handlers=False,
                        delete_jobs="always", stalled_worker_timeout=self.stalled_after,
                        update_heartbeat_interval=self.stalled_after / BEATS_IN_A_SILENCE,
                    )  # fmt: skip
                finally:
                    rescuer.cancel()

    async def _rescue(self, queue: App) -> None:
        """Put back into the queue what workers that have died were doing."""
        jobs = queue.job_manager
        while True:
            with contextlib.suppress(ConnectorException):  # somebody else was first, or the database is away
                await jobs.prune_stalled_workers(self.stalled_after)
                for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=self.stalled_after):
                    await jobs.retry_job(job)
            await asyncio.sleep(self.stalled_after / BEATS_IN_A_SILENCE)


def _wake_the_database() -> None:
    """Connect as the pages do, which starts the private server where that is used."""
    connection.ensure_connection()
    connection.close()
