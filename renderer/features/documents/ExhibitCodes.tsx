import { Button } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScanDialog } from '../../ui/codes/ScanDialog.tsx';

/** Adds to a thing's description the codes that stand on what it is made of: serials, IMEI, SIM cards of a box. */
export function ExhibitCodes({ onRead }: { onRead: (codes: readonly string[]) => void }) {
  const { t } = useTranslation('documents');
  const [isScanning, setScanning] = useState(false);
  return (
    <div>
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconBarcode size={18} stroke={1.7} aria-hidden />}
        onClick={() => setScanning(true)}
        aria-haspopup="dialog"
      >
        {t('exhibits.codes')}
      </Button>
      {isScanning && <ScanDialog isMany onRead={onRead} onClose={() => setScanning(false)} />}
    </div>
  );
}
