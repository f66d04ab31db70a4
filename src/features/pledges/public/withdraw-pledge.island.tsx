import { mountIsland } from '../../../platform/public/mount-island.ts'
import { WithdrawPledge } from './withdraw-pledge.tsx'

mountIsland('withdraw-pledge', WithdrawPledge)
