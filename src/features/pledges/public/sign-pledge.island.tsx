import { mountIsland } from '../../../platform/public/mount-island.ts'
import { SignPledge } from './sign-pledge.tsx'

mountIsland('sign-pledge', SignPledge)
