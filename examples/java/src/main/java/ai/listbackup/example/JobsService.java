package ai.listbackup.example;

import ai.listbackup.infrastructure.ListBackupAccess;
import ai.listbackup.infrastructure.ListBackupEventSource;
import ai.listbackup.infrastructure.ListBackupFunction;
import ai.listbackup.infrastructure.ListBackupRuntime;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** Takes jobs from the sync queue, records them, and says when they are done. */
final class JobsService extends Stack {
    private static final String SERVICE = "listbackup-api-jobs";

    JobsService(final Construct scope, final String id, final ServiceProps props) {
        super(scope, id, props.stackOf(SERVICE));

        var runJob = ListBackupFunction.Builder.create(this, "RunJob")
                .stage(props.stage())
                .service(SERVICE)
                .name("runJob")
                .runtime(ListBackupRuntime.NODEJS)
                .code(Handlers.code("run-job"))
                .build();
        runJob.consume(props.messaging().getQueues().getSync());
        runJob.useTable(props.dataLayer().getTables().getJobs(), ListBackupAccess.WRITE);
        runJob.useTable(props.dataLayer().getTables().getJobLogs(), ListBackupAccess.WRITE);
        runJob.useEventBus(props.messaging().getEventBus(), ListBackupEventSource.JOBS);
    }
}
