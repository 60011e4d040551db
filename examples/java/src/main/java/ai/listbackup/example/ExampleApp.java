package ai.listbackup.example;

import ai.listbackup.infrastructure.ListBackupInfrastructure;
import ai.listbackup.infrastructure.ListBackupStage;
import software.amazon.awscdk.App;

public final class ExampleApp {
    private ExampleApp() {
    }

    public static void main(final String[] args) {
        var app = new App();

        // `cdk deploy --all -c stage=staging`; without the context it is the stage `dev`.
        var stage = ListBackupStage.fromContext(app);

        var infrastructure = ListBackupInfrastructure.Builder.create(app, "ListBackup").stage(stage).build();
        var parts = new ServiceProps(stage, infrastructure.getDataLayer(), infrastructure.getMessaging());
        new JobsService(app, "Jobs", parts, infrastructure.getApi());
        new NotificationsService(app, "Notifications", parts);

        app.synth();
    }
}
