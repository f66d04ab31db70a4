import { mountIsland } from '../../../platform/public/mount-island.ts'
import { JoinBuzzer } from './join-buzzer.tsx'

mountIsland('join-buzzer', JoinBuzzer)
