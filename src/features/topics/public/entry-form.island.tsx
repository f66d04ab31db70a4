import { mountIsland } from '../../../platform/public/mount-island.ts'
import { EntryForm } from './entry-form.tsx'

mountIsland('entry-form', EntryForm)
