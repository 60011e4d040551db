from aws_cdk import App
from listbackup_infrastructure import ListBackupInfrastructure, ListBackupStage

from services import JobsService, NotificationsService

app = App()

# `cdk deploy --all -c stage=staging`; without the context it is the stage `dev`.
stage = ListBackupStage.from_context(app)

infrastructure = ListBackupInfrastructure(app, "ListBackup", stage=stage)
data_layer, messaging = infrastructure.data_layer, infrastructure.messaging
JobsService(app, "Jobs", stage=stage, data_layer=data_layer, messaging=messaging, api=infrastructure.api)
NotificationsService(app, "Notifications", stage=stage, data_layer=data_layer, messaging=messaging)

app.synth()
