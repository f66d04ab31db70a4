import { mountIsland } from '../../../platform/public/mount-island.ts'
import { Practice } from './practice.tsx'

mountIsland('practice', Practice)
