<?php
/**
 * When WooCommerce is there, everything for shops starts; when it is not, nothing of it does.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Catalog;
use Kameng\Desk;
use Kameng\Hook;
use Kameng\Line;
use Kameng\Privacy;
use Kameng\Rest;
use Kameng\View;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class JoinShop implements Hook {
	public function register(): void {
		// After all plugins are there, before WooCommerce starts.
		add_action( 'plugins_loaded', array( $this, 'join' ), 5 );
	}

	public function join(): void {
		if ( ! Shop::here() ) {
			return;
		}
		add_action( 'init', array( Line\LineTable::class, 'install' ), 1 );
		foreach ( self::hooks() as $hook ) {
			$hook->register();
		}
	}

	/** @return Hook[] */
	private static function hooks(): array {
		$hooks = array(
			new DeclareCompatibility(),
			new BuyWhenPaid(),
			new QuoteClassicCheckout(),
			new QuoteBlockCheckout(),
			new QuoteLatePayment(),
			new GuardRefunds(),
			new CloseWhenCancelled(),
			new ShowCodes(),
			new LinkInMails(),
			new AddMails(),
			new LimitQuantity(),
			new Line\RunOrder(),
			new Line\Sweep(),
			new Line\PlanSweep(),
			new Catalog\FollowChanges(),
			new Catalog\Reprice(),
			new Rest\ReceiveWebhook(),
			new Rest\ImportBatch(),
			new View\ServeCodes(),
			new Privacy\ExportLines(),
			new Privacy\EraseLines(),
		);
		if ( is_admin() ) {
			array_push( $hooks, new HideMeta(), new ProductFields(), new OrderActions(), new Desk\ShopPage(), new Desk\SaveShop(), new Desk\ActOnLine(), new Desk\SyncNow() );
		}
		return $hooks;
	}
}
