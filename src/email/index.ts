export { ListBackupEmail, type ListBackupEmailProps } from './email';
export { type ListBackupEmailFromStageProps, type ListBackupEmailOptions } from './email-options';
