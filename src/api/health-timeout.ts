/** For how long the function behind `GET /health` may run: whoever watches the stage alarms before. */
export const HEALTH_TIMEOUT_SECONDS = 5;
