/** AWS Backup keeps nothing for longer, in days. */
export const LONGEST_RETENTION_DAYS = 36_500;
