import { mountIsland } from '../../../platform/public/mount-island.ts'
import { BookSession } from './book-session.tsx'

mountIsland('book-session', BookSession)
