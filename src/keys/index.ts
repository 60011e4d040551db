export { type IListBackupKey, ListBackupKey, type ListBackupKeyOptions, type ListBackupKeyProps } from './key';
