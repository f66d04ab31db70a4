import { mountIsland } from '../../../platform/public/mount-island.ts'
import { ClaimCertificate } from './claim-certificate.tsx'

mountIsland('claim-certificate', ClaimCertificate)
