package ai.listbackup.example;

import ai.listbackup.infrastructure.IListBackupDataLayer;
import ai.listbackup.infrastructure.IListBackupMessaging;
import ai.listbackup.infrastructure.ListBackupStage;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * What a service is made of.
 *
 * @param dataLayer what the app made, or {@code ListBackupDataLayer.fromStage(…)} where another app did
 * @param env       {@code null} is whichever account and region the app is deployed to
 */
record ServiceProps(ListBackupStage stage, IListBackupDataLayer dataLayer, IListBackupMessaging messaging, Environment env) {
    ServiceProps(final ListBackupStage stage, final IListBackupDataLayer dataLayer, final IListBackupMessaging messaging) {
        this(stage, dataLayer, messaging, null);
    }

    StackProps stackOf(final String service) {
        return StackProps.builder().stackName(service + "-" + stage.getStageName()).env(env).build();
    }
}
