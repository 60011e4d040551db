from aws_cdk import App
from listbackup_infrastructure import ListBackupInfrastructure, ListBackupStage

from services import JobsService, NotificationsService

app = App()

# `cdk deploy --all -c stage=staging`; without the context it is the stage `dev`.
stage = ListBackupStage.from_context(app)

infrastructure = ListBackupInfrastructure(app, "ListBackup", stage=stage)
parts = {"stage": stage, "data_layer": infrastructure.data_layer, "messaging": infrastructure.messaging}
JobsService(app, "Jobs", **parts, api=infrastructure.api)
NotificationsService(app, "Notifications", **parts)

app.synth()
