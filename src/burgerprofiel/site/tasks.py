"""What no room does for itself: jobs that are done are forgotten. Those that failed stay, to be looked at."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

KEPT_HOURS = 72


@app.periodic(cron="53 3 * * *")
@app.task(queue="site", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Remove jobs that were done three days ago."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS, include_cancelled=True, include_aborted=True)
