/** What is wrong with the certificate of a receiver. */
export type TlsFault = 'self-signed' | 'expired';

/** The faults that can be had. */
export const tlsFaults: readonly TlsFault[] = ['self-signed', 'expired'];

/** A certificate for this machine's loopback with its key, in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const dayMs = 86_400_000;

/**
 * Makes a certificate that signs itself, for localhost, 127.0.0.1 and ::1, and its key; both are gone with the process.
 * An expired one ended yesterday. A client that is told to trust it sees its other fault, if it has one.
 */
export async function makeCertificate(fault: TlsFault): Promise<Certificate> {
  const { generate } = await import('selfsigned');
  const today = Date.now();
  const [from, to] = fault === 'expired' ? [today - 30 * dayMs, today - dayMs] : [today - dayMs, today + 30 * dayMs];
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    notBeforeDate: new Date(from),
    notAfterDate: new Date(to),
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key, cert };
}
