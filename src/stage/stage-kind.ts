/** How a stage treats what it holds. */
export enum ListBackupStageKind {
  /** Customers' data: kept, protected, watched, backed up. */
  PRODUCTION = 'production',
  /** Production's behaviour with shorter retention. */
  STAGING = 'staging',
  /** Made and destroyed at will: removing a stack removes its data. */
  DEVELOPMENT = 'development',
}
