import { mountIsland } from '../../../platform/public/mount-island.ts'
import { ContestStart } from './contest-start.tsx'

mountIsland('contest-start', ContestStart)
