from pathlib import Path
from typing import cast

from aws_cdk import Environment, Stack
from aws_cdk.aws_lambda import Code, IFunction
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

        def function(id: str, name: str, folder: str) -> ListBackupFunction:
            code = Code.from_asset(str(HANDLERS / folder))
            return ListBackupFunction(self, id, stage=stage, service="listbackup-api-jobs", name=name, runtime=ListBackupRuntime.NODEJS, code=code)

        start_job = function("StartJob", "startJob", "start-job")
        start_job.use_queue(messaging.queues.sync, ListBackupQueueAccess.SEND)
        # The cast is for pyright alone: it takes none of the CDK's classes for the interface that the class implements.
        api.add_route("POST /jobs", cast(IFunction, start_job))

        get_job = function("GetJob", "getJob", "get-job")
        get_job.use_table(data_layer.tables.jobs, ListBackupAccess.READ)
        # Support looks at anybody's job.
        api.add_route("GET /jobs/{jobId}", cast(IFunction, get_job), groups=["SuperAdmins", "Admins", "Staff"])

        run_job = function("RunJob", "runJob", "run-job")
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
