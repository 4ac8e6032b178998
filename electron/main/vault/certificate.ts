import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../../../shared/domain/evidence/page-facts.ts';

/** What a certificate (PEM) says of itself; null for what is none. */
export function certificateFacts(pem: string): CertificateFacts | null {
  try {
    const certificate = new X509Certificate(pem);
    const { subject, issuer, validFrom, validTo, serialNumber, fingerprint256 } = certificate;
    return {
      ...{ subject, issuer, validFrom, validTo, serialNumber },
      sha256: fingerprint256.replaceAll(':', '').toLowerCase(),
      pem: certificate.toString(),
    };
  } catch {
    return null;
  }
}
