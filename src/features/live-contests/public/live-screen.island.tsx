import { mountIsland } from '../../../platform/public/mount-island.ts'
import { LiveScreen } from './live-screen.tsx'

mountIsland('live-screen', LiveScreen)
