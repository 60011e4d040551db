// The whole infrastructure of a stage, and two services on top of it.
package main

import (
	"github.com/ListBackup-ai/listbackup-infrastructure-go/listbackupinfrastructure"
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)

	// `cdk deploy --all -c stage=staging`; without the context it is the stage `dev`.
	stage := listbackupinfrastructure.ListBackupStage_FromContext(app)

	infrastructure := listbackupinfrastructure.NewListBackupInfrastructure(app, jsii.String("ListBackup"),
		&listbackupinfrastructure.ListBackupInfrastructureProps{Stage: stage})
	props := ServiceProps{Stage: stage, DataLayer: infrastructure.DataLayer(), Messaging: infrastructure.Messaging()}
	NewJobsService(app, "Jobs", props, infrastructure.Api())
	NewNotificationsService(app, "Notifications", props)

	app.Synth(nil)
}
