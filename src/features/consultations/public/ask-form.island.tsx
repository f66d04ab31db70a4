import { mountIsland } from '../../../platform/public/mount-island.ts'
import { AskForm } from './ask-form.tsx'

mountIsland('ask-form', AskForm)
