export { readInventory, type Inventory, type StackEntry } from './inventory';
export { isOn, numberOf, referredBy, textOf, Undecided, type Resource } from './resource';
