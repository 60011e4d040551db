package main

import (
	"path/filepath"

	lb "github.com/ListBackup-ai/listbackup-infrastructure-go/listbackupinfrastructure"
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// ServiceProps is what a service is made of.
type ServiceProps struct {
	Stage lb.ListBackupStage
	// Env is nil for whichever account and region the app is deployed to.
	Env *awscdk.Environment
	// DataLayer is what the app made, or ListBackupDataLayer_FromStage where another app did.
	DataLayer lb.IListBackupDataLayer
	Messaging lb.IListBackupMessaging
}

func (p ServiceProps) newStack(scope constructs.Construct, id, service string) awscdk.Stack {
	return awscdk.NewStack(scope, &id, &awscdk.StackProps{
		StackName: jsii.String(service + "-" + *p.Stage.StageName()),
		Env:       p.Env,
	})
}

// code is the bundled handler; CDK runs the app in the folder of cdk.json.
func code(handler string) awslambda.Code {
	return awslambda.Code_FromAsset(jsii.String(filepath.Join("..", "handlers", "dist", handler)), nil)
}

// NewJobsService takes jobs from the API and from the sync queue, records them, and says when they are done.
func NewJobsService(scope constructs.Construct, id string, props ServiceProps, api lb.IListBackupApi) awscdk.Stack {
	const service = "listbackup-api-jobs"
	stack := props.newStack(scope, id, service)
	function := func(id, name, handler string) lb.ListBackupFunction {
		return lb.NewListBackupFunction(stack, &id, &lb.ListBackupFunctionProps{
			Stage:   props.Stage,
			Service: jsii.String(service),
			Name:    &name,
			Runtime: lb.ListBackupRuntime_NODEJS(),
			Code:    code(handler),
		})
	}

	startJob := function("StartJob", "startJob", "start-job")
	startJob.UseQueue(props.Messaging.Queues().Sync(), lb.ListBackupQueueAccess_SEND)
	api.AddRoute(jsii.String("POST /jobs"), startJob, nil)

	getJob := function("GetJob", "getJob", "get-job")
	getJob.UseTable(props.DataLayer.Tables().Jobs(), lb.ListBackupAccess_READ)
	// Support looks at anybody's job.
	api.AddRoute(jsii.String("GET /jobs/{jobId}"), getJob, &lb.ListBackupRouteOptions{
		Groups: jsii.Strings("SuperAdmins", "Admins", "Staff"),
	})

	runJob := function("RunJob", "runJob", "run-job")
	runJob.Consume(props.Messaging.Queues().Sync(), nil)
	runJob.UseTable(props.DataLayer.Tables().Jobs(), lb.ListBackupAccess_WRITE)
	runJob.UseTable(props.DataLayer.Tables().JobLogs(), lb.ListBackupAccess_WRITE)
	runJob.UseEventBus(props.Messaging.EventBus(), lb.ListBackupEventSource_JOBS())
	return stack
}

// NewNotificationsService tells users when a job is done.
func NewNotificationsService(scope constructs.Construct, id string, props ServiceProps) awscdk.Stack {
	const service = "listbackup-api-notifications"
	stack := props.newStack(scope, id, service)

	notifyUser := lb.NewListBackupFunction(stack, jsii.String("NotifyUser"), &lb.ListBackupFunctionProps{
		Stage:   props.Stage,
		Service: jsii.String(service),
		Name:    jsii.String("notifyUser"),
		Runtime: lb.ListBackupRuntime_NODEJS(),
		Code:    code("notify-user"),
	})
	notifyUser.OnEvent(props.Messaging.Rules().Job(), &lb.ListBackupOnEventOptions{
		DetailTypes: jsii.Strings(*lb.ListBackupDetailType_JOB_COMPLETED()),
	})
	notifyUser.UseTable(props.DataLayer.Tables().Notifications(), lb.ListBackupAccess_WRITE)
	return stack
}
