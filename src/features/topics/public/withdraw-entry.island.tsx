import { mountIsland } from '../../../platform/public/mount-island.ts'
import { WithdrawEntry } from './withdraw-entry.tsx'

mountIsland('withdraw-entry', WithdrawEntry)
