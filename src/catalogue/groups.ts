/** A group of users. Where a user is in several, the one of the lowest precedence decides. */
export interface GroupRow {
  readonly name: string;
  readonly precedence: number;
  readonly purpose: string;
}

/** The groups, by the name that their logical IDs end with. A group's name can never change: Cognito would make another. */
export const GROUPS = {
  SuperAdmins: { name: 'SuperAdmins', precedence: 1, purpose: 'ListBackup people who may do everything.' },
  Admins: { name: 'Admins', precedence: 2, purpose: 'ListBackup people who administer accounts.' },
  Staff: { name: 'Staff', precedence: 3, purpose: 'ListBackup people who help customers.' },
  CustomerAccountOwner: { name: 'Customer-Account-Owner', precedence: 10, purpose: 'Customers who own an account.' },
  CustomerTier0: { name: 'Customer-Tier-0', precedence: 20, purpose: 'Customers of plan tier 0.' },
  CustomerTier1: { name: 'Customer-Tier-1', precedence: 21, purpose: 'Customers of plan tier 1.' },
  CustomerTier2: { name: 'Customer-Tier-2', precedence: 22, purpose: 'Customers of plan tier 2.' },
  CustomerTier3: { name: 'Customer-Tier-3', precedence: 23, purpose: 'Customers of plan tier 3.' },
} as const satisfies Readonly<Record<string, GroupRow>>;

export type GroupKey = keyof typeof GROUPS;

export const GROUP_KEYS = Object.keys(GROUPS) as GroupKey[];
