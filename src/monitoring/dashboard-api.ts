import { each, graph, Widget } from './widget';
import { IListBackupApi } from '../api/api-handle';

/** How much the API is called, and how it answers. */
export function apiWidgets(region: string, { httpApi }: IListBackupApi): Widget[] {
  const api = [{ ApiId: httpApi.apiId }];
  const metrics = (names: readonly string[], stat?: string) => names.flatMap((name) => each('AWS/ApiGateway', name, api, stat === undefined ? undefined : { stat }));
  return [
    graph(region, 'Requests', 'Sum', metrics(['Count'])),
    graph(region, 'Errors of callers and of the API', 'Sum', metrics(['4xx', '5xx'])),
    graph(region, 'Latency (ms): median, 99th percentile, integration\'s 99th', 'p99', [
      ...metrics(['Latency'], 'p50'), ...metrics(['Latency', 'IntegrationLatency']),
    ]),
    graph(region, 'Data processed', 'Sum', metrics(['DataProcessed'])),
  ];
}
