import { mountIsland } from '../../../platform/public/mount-island.ts'
import { EntryLike } from './entry-like.tsx'

mountIsland('entry-like', EntryLike)
