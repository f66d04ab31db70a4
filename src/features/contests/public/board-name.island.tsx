import { mountIsland } from '../../../platform/public/mount-island.ts'
import { BoardName } from './board-name.tsx'

mountIsland('board-name', BoardName)
