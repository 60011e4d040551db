package ai.listbackup.example;

import ai.listbackup.infrastructure.IListBackupApi;
import ai.listbackup.infrastructure.ListBackupAccess;
import ai.listbackup.infrastructure.ListBackupEventSource;
import ai.listbackup.infrastructure.ListBackupFunction;
import ai.listbackup.infrastructure.ListBackupQueueAccess;
import ai.listbackup.infrastructure.ListBackupRouteOptions;
import ai.listbackup.infrastructure.ListBackupRuntime;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** Takes jobs from the API and from the sync queue, records them, and says when they are done. */
final class JobsService extends Stack {
    private static final String SERVICE = "listbackup-api-jobs";

    JobsService(final Construct scope, final String id, final ServiceProps props, final IListBackupApi api) {
        super(scope, id, props.stackOf(SERVICE));

        var startJob = function("StartJob", props, "startJob", "start-job");
        startJob.useQueue(props.messaging().getQueues().getSync(), ListBackupQueueAccess.SEND);
        api.addRoute("POST /jobs", startJob);

        var getJob = function("GetJob", props, "getJob", "get-job");
        getJob.useTable(props.dataLayer().getTables().getJobs(), ListBackupAccess.READ);
        // Support looks at anybody's job.
        api.addRoute("GET /jobs/{jobId}", getJob,
                ListBackupRouteOptions.builder().groups(List.of("SuperAdmins", "Admins", "Staff")).build());

        var runJob = function("RunJob", props, "runJob", "run-job");
        runJob.consume(props.messaging().getQueues().getSync());
        runJob.useTable(props.dataLayer().getTables().getJobs(), ListBackupAccess.WRITE);
        runJob.useTable(props.dataLayer().getTables().getJobLogs(), ListBackupAccess.WRITE);
        runJob.useEventBus(props.messaging().getEventBus(), ListBackupEventSource.JOBS);
    }

    private ListBackupFunction function(final String id, final ServiceProps props, final String name, final String handler) {
        return ListBackupFunction.Builder.create(this, id)
                .stage(props.stage())
                .service(SERVICE)
                .name(name)
                .runtime(ListBackupRuntime.NODEJS)
                .code(Handlers.code(handler))
                .build();
    }
}
