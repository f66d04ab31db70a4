/** @jsxImportSource preact */
import { mountIsland } from '../../../platform/public/mount-island.ts'
import { VerifyOnPage } from './verify-on-page.tsx'

mountIsland('verify-phone', VerifyOnPage)
