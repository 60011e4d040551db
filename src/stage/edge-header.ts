/** The header by which the edge says that a request came through it. Its value is a secret that both sides know. */
export const EDGE_HEADER = 'x-listbackup-edge';
