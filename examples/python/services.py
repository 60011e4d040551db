from pathlib import Path

from aws_cdk import Environment, Stack
from aws_cdk.aws_lambda import Code
from constructs import Construct
from listbackup_infrastructure import (
    IListBackupApi,
    IListBackupDataLayer,
    IListBackupMessaging,
    ListBackupAccess,
    ListBackupDetailType,
    ListBackupEventSource,
    ListBackupFunction,
    ListBackupQueueAccess,
    ListBackupRuntime,
    ListBackupStage,
)

HANDLERS = Path(__file__).resolve().parent.parent / "handlers" / "dist"


class JobsService(Stack):
    """Takes jobs from the API and from the sync queue, records them, and says when they are done."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        stage: ListBackupStage,
        data_layer: IListBackupDataLayer,
        messaging: IListBackupMessaging,
        api: IListBackupApi,
        env: Environment | None = None,
    ) -> None:
        super().__init__(scope, id, stack_name=f"listbackup-api-jobs-{stage.stage_name}", env=env)
        shared = {"stage": stage, "service": "listbackup-api-jobs", "runtime": ListBackupRuntime.NODEJS}

        start_job = ListBackupFunction(self, "StartJob", **shared, name="startJob", code=Code.from_asset(str(HANDLERS / "start-job")))
        start_job.use_queue(messaging.queues.sync, ListBackupQueueAccess.SEND)
        api.add_route("POST /jobs", start_job)

        get_job = ListBackupFunction(self, "GetJob", **shared, name="getJob", code=Code.from_asset(str(HANDLERS / "get-job")))
        get_job.use_table(data_layer.tables.jobs, ListBackupAccess.READ)
        # Support looks at anybody's job.
        api.add_route("GET /jobs/{jobId}", get_job, groups=["SuperAdmins", "Admins", "Staff"])

        run_job = ListBackupFunction(self, "RunJob", **shared, name="runJob", code=Code.from_asset(str(HANDLERS / "run-job")))
        run_job.consume(messaging.queues.sync)
        run_job.use_table(data_layer.tables.jobs, ListBackupAccess.WRITE)
        run_job.use_table(data_layer.tables.job_logs, ListBackupAccess.WRITE)
        run_job.use_event_bus(messaging.event_bus, ListBackupEventSource.JOBS)


class NotificationsService(Stack):
    """Tells users when a job is done."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        stage: ListBackupStage,
        data_layer: IListBackupDataLayer,
        messaging: IListBackupMessaging,
        env: Environment | None = None,
    ) -> None:
        super().__init__(scope, id, stack_name=f"listbackup-api-notifications-{stage.stage_name}", env=env)

        notify_user = ListBackupFunction(
            self,
            "NotifyUser",
            stage=stage,
            service="listbackup-api-notifications",
            name="notifyUser",
            runtime=ListBackupRuntime.NODEJS,
            code=Code.from_asset(str(HANDLERS / "notify-user")),
        )
        notify_user.on_event(messaging.rules.job, detail_types=[ListBackupDetailType.JOB_COMPLETED])
        notify_user.use_table(data_layer.tables.notifications, ListBackupAccess.WRITE)
