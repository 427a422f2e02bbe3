<?php
use Kameng\Embed\CleanOptions;
use Kameng\Embed\Element;

const PRODUCT = 'prd_01k0dem0game00000000000001';

test(
	'options that are not what they say are dropped, and the site fills in',
	static function (): void {
		$options = CleanOptions::of(
			array( 'product' => PRODUCT, 'quantity' => '0', 'coupon' => '"><script>', 'mode' => 'overlay', 'columns' => '9', 'limit' => '100', 'ref' => 'bad ref', 'onclick' => 'x' ),
			array( 'site' => 'pk_test_demo', 'ref' => 'DEMO01', 'theme' => '', 'lang' => 'en' )
		);
		same( $options, array( 'product' => PRODUCT, 'mode' => 'overlay', 'limit' => '100', 'site' => 'pk_test_demo', 'ref' => 'DEMO01', 'lang' => 'en' ) );
		same( CleanOptions::of( '', array() ), array() );
		same( CleanOptions::of( array( 'product' => array( 'x' ) ), array() ), array() );
	}
);

test(
	'every element is a link that works, and nothing gets out of its quotes',
	static function (): void {
		$html = Element::around_link( 'kameng-buy', 'https://pool.example', array( 'product' => PRODUCT, 'site' => 'pk_1', 'coupon' => '"\'<&' ), '<b>&', 'button' );
		same( $html, '<kameng-buy product="' . PRODUCT . '" site="pk_1" coupon="&quot;&#039;&lt;&amp;"><a class="button" href="https://pool.example/buy/' . PRODUCT . '?site=pk_1&amp;coupon=%22%27%3C%26" rel="nofollow">&lt;b&gt;&amp;</a></kameng-buy>' );
	}
);

test(
	'a shelf holds links to its products, which carry site and referral but not the shelf\'s own options',
	static function (): void {
		$html = Element::shelf( 'https://pool.example', array( 'site' => 'pk_1', 'ref' => 'AB12', 'category' => 'games' ), array( array( 'id' => PRODUCT, 'name' => '星辰' ) ) );
		same( $html, '<kameng-catalog site="pk_1" ref="AB12" category="games"><ul><li><a href="https://pool.example/buy/' . PRODUCT . '?site=pk_1&amp;ref=AB12" rel="nofollow">星辰</a></li></ul></kameng-catalog>' );
		same( Element::shelf( 'https://pool.example', array(), array() ), '<kameng-catalog></kameng-catalog>' );
	}
);
