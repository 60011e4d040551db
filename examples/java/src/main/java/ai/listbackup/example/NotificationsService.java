package ai.listbackup.example;

import ai.listbackup.infrastructure.ListBackupAccess;
import ai.listbackup.infrastructure.ListBackupDetailType;
import ai.listbackup.infrastructure.ListBackupFunction;
import ai.listbackup.infrastructure.ListBackupOnEventOptions;
import ai.listbackup.infrastructure.ListBackupRuntime;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** Tells users when a job is done. */
final class NotificationsService extends Stack {
    private static final String SERVICE = "listbackup-api-notifications";

    NotificationsService(final Construct scope, final String id, final ServiceProps props) {
        super(scope, id, props.stackOf(SERVICE));

        var notifyUser = ListBackupFunction.Builder.create(this, "NotifyUser")
                .stage(props.stage())
                .service(SERVICE)
                .name("notifyUser")
                .runtime(ListBackupRuntime.NODEJS)
                .code(Handlers.code("notify-user"))
                .build();
        notifyUser.onEvent(props.messaging().getRules().getJob(),
                ListBackupOnEventOptions.builder().detailTypes(List.of(ListBackupDetailType.JOB_COMPLETED)).build());
        notifyUser.useTable(props.dataLayer().getTables().getNotifications(), ListBackupAccess.WRITE);
    }
}
