package ai.listbackup.example;

import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Code;

final class Handlers {
    private Handlers() {
    }

    /** The bundled handler; CDK runs the app in the folder of cdk.json. */
    static Code code(final String handler) {
        return Code.fromAsset(Path.of("..", "handlers", "dist", handler).toString());
    }
}
