import type { Request } from 'express';

/** Writes numbers as the visitor is used to. */
export interface VisitorFormats {
  /** An amount in hundredths of a currency, such as 1250 and EUR: `€12.50`, `12,50 €`. */
  price(amount: { priceCents: number; currency: string }): string;
  count(value: number): string;
}

const maxLanguages = 10;

/** The formats of the first language in `Accept-Language` that this Node.js can format; English otherwise. */
export function visitorFormats(request: Request): VisitorFormats {
  const locale = request.acceptsLanguages().slice(0, maxLanguages).find(canFormat) ?? 'en';
  const count = new Intl.NumberFormat(locale);
  const prices = new Map<string, Intl.NumberFormat>();
  return {
    price({ priceCents, currency }) {
      const price = prices.get(currency) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
      prices.set(currency, price);
      return price.format(priceCents / 100);
    },
    count: (value) => count.format(value),
  };
}

// `*` and anything malformed is a RangeError.
function canFormat(language: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}
