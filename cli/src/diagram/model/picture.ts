/** Content of a picture: stacks, their resources, and the values that they read. */
export interface Picture {
  readonly stacks: readonly StackPart[];
  readonly needs: readonly Need[];
}

export interface StackPart {
  /** The same for the same assembly, and only for this stack. */
  readonly id: string;
  readonly name: string;
  /** Its Region, as far as the assembly says it. */
  readonly region?: string;
  readonly resources: readonly ResourcePart[];
  /** True if only the stack's name is drawn, because its content wasn't asked for. */
  readonly brief: boolean;
}

export interface ResourcePart {
  readonly logicalId: string;
  /** Common name of its type: `DynamoDB table`. */
  readonly kind: string;
  /** True if it only supports another resource, as a policy does. */
  readonly supporting: boolean;
  /** Logical IDs in the same stack that it refers to or depends on. */
  readonly reads: readonly string[];
}

/** That one stack needs another: what it reads there, or, where it reads nothing, that it is deployed later. */
export interface Need {
  readonly from: string;
  readonly to: string;
  readonly reads: readonly Reading[];
}

/** Kind of reference through which a value of another stack is read. */
export type Way = 'export' | 'output' | 'name';

/** One resource that reads another. */
export interface Reading {
  /** Logical ID of the reading resource. */
  readonly reader: string;
  /** Logical ID of what is read, or the name of the output that shows no resource. */
  readonly target: string;
  readonly kind: string;
  readonly way: Way;
}
