import { mountIsland } from '../../../platform/public/mount-island.ts'
import { Buzzer } from './buzzer.tsx'

mountIsland('buzzer', Buzzer)
