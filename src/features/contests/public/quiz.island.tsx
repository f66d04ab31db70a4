import { mountIsland } from '../../../platform/public/mount-island.ts'
import { Quiz } from './quiz.tsx'

mountIsland('quiz', Quiz)
