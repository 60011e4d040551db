export { ListBackupDomains, type ListBackupDomainsProps } from './domains';
export * from './domains-options';
